import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../mail-types.ts'
import type { CheckAct } from './checks-list.tsx'
import type { CheckGroup } from './group-checks.ts'
import type { ComposerState } from './use-composer.ts'

/** To the page of a person. */
const useActAtPerson = () => {
  const navigate = useNavigate()
  return (person: Recipient | undefined, label: string): CheckAct | null => {
    if (person === undefined) return null
    const params = { contactId: String(person.contactId) }
    return { label, onAct: () => void navigate({ to: '/contacts/$contactId', params }) }
  }
}

/** The way out of each finding: to the person, the field or another time. */
export const useCheckActs = (
  state: ComposerState,
  onChooseFile: () => void,
): ((group: CheckGroup) => CheckAct | null) => {
  const { t } = useTranslation('emails')
  const navigate = useNavigate()
  const actAtPerson = useActAtPerson()
  return ({ code, who, isBlocking }) => {
    const toText = (): void => void state.editors.body?.commands.focus('end')
    const toPerson = (label: string): CheckAct | null => actAtPerson(who[0], label)
    switch (code) {
      case 'no-account':
        return {
          label: t('act.setUp'),
          onAct: () => void navigate({ to: '/settings', search: { section: 'mail' } }),
        }
      case 'empty-subject':
        return {
          label: t('act.write'),
          onAct: () => state.editors.subject?.commands.focus('end'),
        }
      case 'empty-body':
        return { label: t('act.write'), onAct: toText }
      case 'bad-template':
      case 'unknown-field':
        return { label: t('act.correct'), onAct: toText }
      case 'missing-field':
        return toPerson(t(isBlocking ? 'act.addIt' : 'act.look'))
      case 'no-address':
        return toPerson(t('act.addIt'))
      case 'bad-address':
      case 'hard-bounce':
        return toPerson(t('act.correct'))
      case 'suppressed':
      case 'do-not-contact':
      case 'wish-in-bin':
        return toPerson(t('act.why'))
      case 'same-address':
        return {
          label: t(isBlocking ? 'act.sendToEach' : 'act.sendOnce'),
          onAct: () => state.setToEach(isBlocking),
        }
      case 'picture-gone':
        return { label: t('act.takeOut'), onAct: state.takeOutGonePictures }
      case 'forgotten-attachment':
        return { label: t('act.attach'), onAct: onChooseFile }
      case 'quiet-hours':
        return {
          label: t('act.nextMorning'),
          onAct: () => state.setWhen({ kind: 'next-morning' }),
        }
      case 'past':
        return { label: t('act.now'), onAct: () => state.setWhen({ kind: 'now' }) }
      case 'too-large':
      case 'gmail-bulk':
      case 'answers-unknown':
        return null
    }
  }
}
