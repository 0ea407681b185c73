import type { MergeValues } from '#main/engines/email/merge.ts'
import { type RenderedMail, renderMail } from '#main/engines/email/render.ts'
import type { Clock } from '#main/platform/clock.ts'
import { closingOf } from './closing-line.ts'
import { languageOf, mergeValuesOf, type Writer } from './merge-values.ts'
import type { Candidate } from './outbox.repository.ts'

/** What texts are made from, beside the mails themselves. */
export interface MailRendererParts {
  readonly writer: () => Writer
  readonly clock: Pick<Clock, 'now'>
}

/** Puts the fields of recipients into the texts of mails. */
export class MailRenderer {
  private readonly from: MailRendererParts

  constructor(from: MailRendererParts) {
    this.from = from
  }

  /** The text as this recipient will see it; null when it cannot be read as a template. */
  render(candidate: Candidate, isSigned = true): RenderedMail | null {
    const { subject, body, signature } = candidate
    const language = languageOf(`${subject} ${body}`, candidate.language)
    const rendered = renderMail({
      subject,
      body,
      signature: isSigned ? signature : null,
      closing: isSigned ? closingOf(candidate) : null,
      language,
      values: this.valuesOf(candidate),
    })
    return rendered.ok ? rendered.value : null
  }

  /** What the fields of a mail stand for. */
  valuesOf(candidate: Candidate): MergeValues {
    const { writer, clock } = this.from
    const { subject, body } = candidate
    const language = languageOf(`${subject} ${body}`, candidate.language)
    return mergeValuesOf(candidate, writer(), { now: clock.now(), language })
  }
}
