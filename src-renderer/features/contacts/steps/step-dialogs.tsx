import { ChangeStepDialog } from './change-step-dialog.tsx'
import { CompleteDialog } from './complete-dialog.tsx'
import { LaterDialog } from './later-dialog.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { closeStepDialog, useStepDialog } from './step-store.ts'

/** The dialogs about next steps; once on every page that opens them. */
export const StepDialogs = () => {
  const dialog = useStepDialog((state) => state.dialog)
  if (dialog === null) return null
  switch (dialog.act) {
    case 'complete':
      return <CompleteDialog key={dialog.step.id} step={dialog.step} onClose={closeStepDialog} />
    case 'change':
      return <ChangeStepDialog key={dialog.step.id} step={dialog.step} onClose={closeStepDialog} />
    case 'later':
      return (
        <LaterDialog
          step={'step' in dialog ? dialog.step : undefined}
          plan={'plan' in dialog ? dialog.plan : undefined}
          onClose={closeStepDialog}
        />
      )
    case 'plan':
      return (
        <PlanDialog key={dialog.plan.contact.id} plan={dialog.plan} onClose={closeStepDialog} />
      )
  }
}
