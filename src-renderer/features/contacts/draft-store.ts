import { create } from 'zustand'
import type { LoggedKind } from './contact-types.ts'

/** What was typed into the quick log of somebody and not saved yet. */
export interface LogDraft {
  readonly kind: LoggedKind
  readonly text: string
}

interface DraftState {
  readonly drafts: Readonly<Record<number, LogDraft>>
}

/** Drafts by contact; they outlive Esc and a look at somebody else. */
export const useDrafts = create<DraftState>(() => ({ drafts: {} }))

/** Keeps what is typed. */
export const keepDraft = (contactId: number, draft: LogDraft): void =>
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [contactId]: draft } }))

/** Forgets it after it was saved; the kind is kept for the next entry. */
export const clearDraft = (contactId: number, kind: LoggedKind): void =>
  keepDraft(contactId, { kind, text: '' })
