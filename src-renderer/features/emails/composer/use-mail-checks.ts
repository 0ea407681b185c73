import { useDebouncedValue } from '@mantine/hooks'
import { useApiQuery } from '#renderer/api/use-api.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import type { MailWords } from '../editor/use-mail-editors.ts'
import type { Check, Preview, Recipient, When } from '../mail-types.ts'
import type { Finding } from './group-checks.ts'

const calmMs = 300

interface Shown {
  readonly contactId: ContactId
  readonly emailId: EmailId | null
  readonly accountId: EmailAccountId | null
  readonly toAddress: string | null
  readonly words: MailWords
  readonly attachmentCount: number
  /** Null where another program sends it. */
  readonly when: When | null
}

/** The mail of the shown person, rendered a moment after the last change. */
export const useMailPreview = (shown: Shown): Preview | undefined => {
  const { contactId, emailId, accountId, toAddress, words, attachmentCount, when } = shown
  const [calm] = useDebouncedValue(words, calmMs)
  const input = {
    contactId,
    ...(emailId === null ? {} : { id: emailId }),
    accountId,
    ...(toAddress === null ? {} : { toAddress }),
    ...calm,
    attachmentCount,
    ...(when === null ? {} : { when }),
  }
  return useApiQuery('emails.preview', input, { keepPrevious: true }).data
}

/** What was found about all mails, and when the first of them leaves. */
export interface MailChecks {
  readonly findings: readonly Finding[]
  readonly leavesAt: number | null
  /** False until there is an answer. */
  readonly isKnown: boolean
}

/**
 * What stands in the way of the mails: of a single one as it is written, of many as they are kept.
 */
export const useMailChecks = (
  recipients: readonly Recipient[],
  asked: {
    readonly preview: Preview | undefined
    /** Null where another program sends them. */
    readonly when: When | null
    /** Also where several people share an address. */
    readonly toEach: boolean
  },
): MailChecks => {
  const { preview, when, toEach } = asked
  const ids = recipients.flatMap(({ emailId }) => (emailId === null ? [] : [emailId]))
  const isMany = recipients.length > 1
  const answer = useApiQuery(
    'emails.check',
    { ids, ...(when === null ? {} : { when }), ...(toEach ? { toEach } : {}) },
    { enabled: isMany && ids.length > 0, keepPrevious: true },
  )
  // The line above the text says that Kith cannot send, and how it could.
  const isFinding = ({ code }: Check): boolean => when !== null || code !== 'no-account'
  if (isMany) {
    const { checks, leavesAt } = answer.data ?? { checks: [], leavesAt: null }
    const findings = checks.filter(isFinding)
    return { findings, leavesAt: when && leavesAt, isKnown: answer.data !== undefined }
  }
  const emailId = recipients[0]?.emailId ?? null
  return {
    findings: (preview?.checks ?? []).filter(isFinding).map((check) => ({ ...check, emailId })),
    leavesAt: preview?.leavesAt ?? null,
    isKnown: preview !== undefined,
  }
}
