import { create } from 'zustand'
import type { ContactId, FollowUpId } from '#shared/domain/ids.ts'

/** A next step an act is about. */
export interface StepRef {
  readonly id: FollowUpId
  readonly title: string
  readonly dueDay: string
  readonly contact: { readonly id: ContactId; readonly name: string }
}

/** Somebody with whom nothing is planned yet. */
export interface PlanRef {
  readonly contact: { readonly id: ContactId; readonly name: string }
  /** What is planned when only a day is chosen. */
  readonly title: string
}

/** The dialog about a next step that is open. */
export type StepDialog =
  | { readonly act: 'complete'; readonly step: StepRef }
  | { readonly act: 'change'; readonly step: StepRef }
  | { readonly act: 'later'; readonly step: StepRef }
  | { readonly act: 'later'; readonly plan: PlanRef }
  | { readonly act: 'plan'; readonly plan: PlanRef }

interface StepState {
  readonly dialog: StepDialog | null
}

/** Which dialog about a next step is open. */
export const useStepDialog = create<StepState>(() => ({ dialog: null }))

/** Opens a dialog about a next step. */
export const openStepDialog = (dialog: StepDialog): void => useStepDialog.setState({ dialog })

/** Closes it. */
export const closeStepDialog = (): void => useStepDialog.setState({ dialog: null })
