import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import type { MenuAct } from '#renderer/ui/more-menu.tsx'
import type { ContactPoint } from '../contact-types.ts'
import { useSayDone } from '../use-say-done.ts'

/**
 * Notes that an e-mail address wants no mail, and takes that back.
 *
 * What they asked for themselves, or is noted with somebody else who has the address, is not this
 * note's to take back.
 */
export const useMailWish = ({ id, kind, raw, optedOut, noMail }: ContactPoint): MenuAct[] => {
  const { t } = useTranslation('contacts')
  const say = useSayDone()
  if (kind !== 'email' || (noMail === 'unsubscribed' && !optedOut)) return []
  const note = async (): Promise<void> => {
    const result = await attempt('contacts.updatePoint', { id, optedOut: !optedOut })
    if (!result.ok) return say.failed(result.error.code)
    const words = optedOut ? 'toast.mailWishGone' : 'toast.mailWish'
    say.done(() => t(words, { address: raw }), result.value.operationId)
  }
  return [
    { label: optedOut ? t('point.wantsMail') : t('point.wantsNoMail'), onAct: () => void note() },
  ]
}
