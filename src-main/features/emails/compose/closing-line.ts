import { languageResources } from '#shared/i18n/resources.ts'
import type { Candidate } from '../sending/outbox.repository.ts'
import { languageOf } from './merge-values.ts'

/** What closes a mail that others get too: how to get no more, in the reader's language. */
export const closingOf = (
  mail: Pick<Candidate, 'isToMany' | 'language' | 'subject' | 'body'>,
): string | null => {
  if (mail.isToMany === 0) return null
  const language = mail.language ?? languageOf(`${mail.subject} ${mail.body}`, null)
  return languageResources[language.startsWith('zh') ? 'zh-CN' : 'en'].emails.noMore
}
