import { PersonPeek } from '#renderer/features/contacts/list/person-peek.tsx'
import { StepDialogs } from '#renderer/features/contacts/steps/step-dialogs.tsx'
import { openStepDialog } from '#renderer/features/contacts/steps/step-store.ts'
import { TodayPage, type TodayTarget } from '#renderer/features/today/today-page.tsx'

const handleDone = ({ contact, step }: TodayTarget): void => {
  if (step !== null) openStepDialog({ act: 'complete', step: { ...step, contact } })
}

const handleLater = ({ contact, step, title }: TodayTarget): void =>
  step === null
    ? openStepDialog({ act: 'later', plan: { contact, title } })
    : openStepDialog({ act: 'later', step: { ...step, contact } })

/** Today with the person and the step dialogs that belong to the contacts. */
export const TodayScreen = () => (
  <>
    <TodayPage
      renderPeek={(contactId, onClose) => <PersonPeek contactId={contactId} onClose={onClose} />}
      onDone={handleDone}
      onLater={handleLater}
    />
    <StepDialogs />
  </>
)
