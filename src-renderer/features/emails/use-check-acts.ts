import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CheckAct } from './checks-list.tsx'
import type { CheckGroup } from './group-checks.ts'
import type { ComposerState } from './use-composer.ts'

/** The way out of each finding: to the person, the field or another time. */
export const useCheckActs = (
  state: ComposerState,
  onChooseFile: () => void,
): ((group: CheckGroup) => CheckAct | null) => {
  const { t } = useTranslation('emails')
  const navigate = useNavigate()
  return ({ code, who, isBlocking }) => {
    const [first] = who
    const toPerson = (label: string): CheckAct | null =>
      first === undefined
        ? null
        : {
            label,
            onAct: () =>
              void navigate({
                to: '/contacts/$contactId',
                params: { contactId: String(first.contactId) },
              }),
          }
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
      case 'bad-template':
        return { label: t('act.write'), onAct: () => state.editors.body?.commands.focus('end') }
      case 'missing-field':
        return toPerson(t(isBlocking ? 'act.addIt' : 'act.look'))
      case 'no-address':
        return toPerson(t('act.addIt'))
      case 'bad-address':
        return toPerson(t('act.correct'))
      case 'suppressed':
      case 'do-not-contact':
        return toPerson(t('act.why'))
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
        return null
    }
  }
}
