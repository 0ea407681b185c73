import {
  type RenderedMail,
  renderMail,
  renderUnread,
  type WrittenMail,
} from '#main/engines/email/render.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Candidate } from '../sending/outbox.repository.ts'
import { closingOf } from './closing-line.ts'
import { languageOf, mergeValuesOf, type Writer } from './merge-values.ts'

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
    const rendered = renderMail(this.written(candidate, isSigned))
    return rendered.ok ? rendered.value : null
  }

  /** The same, with its fields as they were written where they cannot be read. */
  renderAnyway(candidate: Candidate): RenderedMail {
    return this.render(candidate) ?? renderUnread(this.written(candidate, true))
  }

  private written(candidate: Candidate, isSigned: boolean): WrittenMail {
    const { subject, body, signature } = candidate
    const { writer, clock } = this.from
    const me = writer()
    const language = languageOf(`${subject} ${body}`, candidate.language)
    return {
      subject,
      body,
      signature: isSigned ? signature : null,
      closing: isSigned ? closingOf(candidate) : null,
      language,
      writer: me.ownerName.trim(),
      values: mergeValuesOf(candidate, me, { now: clock.now(), language }),
    }
  }
}
