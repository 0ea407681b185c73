import type { RandomSource } from '#main/platform/random.ts'

/** A contact the driver knows. */
export interface KnownContact {
  readonly id: number
  readonly name: string
}

/** One act, as far as a model of the workspace has to know it. */
export type Act =
  | { readonly kind: 'create'; readonly name: string }
  | { readonly kind: 'log'; readonly name: string }
  | { readonly kind: 'update'; readonly name: string; readonly notes: string }
  | { readonly kind: 'draft'; readonly name: string; readonly subject: string }
  | { readonly kind: 'delete'; readonly name: string }
  | { readonly kind: 'undo' }

/** An act with the call that does it. */
export interface ChosenAct {
  readonly act: Act
  readonly name: string
  readonly value: unknown
}

interface Choice {
  readonly random: RandomSource
  readonly known: readonly KnownContact[]
  readonly newName: string
  readonly lastOperation: number | null
}

const create = (name: string): ChosenAct => ({
  act: { kind: 'create', name },
  name: 'contacts.create',
  value: {
    kind: 'person',
    displayName: name,
    points: [
      { kind: 'email', raw: `${name.replaceAll(' ', '.')}@example.com` },
      { kind: 'phone', raw: '+351 912 345 678' },
    ],
    addresses: [{ street: 'Rua 1', city: 'Lisboa', country: 'PT' }],
    tags: ['killed'],
  },
})

/** Picks the next act: every second one adds somebody, the others work on those who are there. */
export const chooseAct = ({ random, known, newName, lastOperation }: Choice): ChosenAct => {
  const target = known[random.integer(Math.max(1, known.length))]
  const dice = random.integer(10)
  if (target === undefined || dice < 4) return create(newName)
  if (dice === 4 && lastOperation !== null) {
    return { act: { kind: 'undo' }, name: 'history.undo', value: { id: lastOperation } }
  }
  if (dice === 5) {
    const value = { selection: { ids: [target.id] } }
    return { act: { kind: 'delete', name: target.name }, name: 'contacts.delete', value }
  }
  if (dice < 8) {
    const value = {
      contactId: target.id,
      kind: 'call',
      body: newName,
      nextStep: { title: 'Call again', dueDay: '2027-01-15' },
    }
    return { act: { kind: 'log', name: target.name }, name: 'activities.log', value }
  }
  if (dice === 9) {
    const value = { contactId: target.id, subject: newName, body: '<p>Dear you,</p>' }
    const act = { kind: 'draft', name: target.name, subject: newName } as const
    return { act, name: 'emails.create', value }
  }
  const value = { id: target.id, notes: newName }
  return {
    act: { kind: 'update', name: target.name, notes: newName },
    name: 'contacts.update',
    value,
  }
}

/** A contact as model and workspace both have it. */
export interface ContactState {
  readonly notes: string | null
  readonly points: number
  readonly addresses: number
  readonly tags: number
  readonly activities: number
  readonly followUps: number
  /** Subject of the newest mail that was begun. */
  readonly draft: string | null
}

/** All contacts by name. */
export type WorkspaceState = ReadonlyMap<string, ContactState>

const fresh: ContactState = {
  notes: null,
  points: 2,
  addresses: 1,
  tags: 1,
  activities: 0,
  followUps: 0,
  draft: null,
}

/** The state after an act; `before` is the state before the act in front of it, for undo. */
export const applyAct = (
  state: WorkspaceState,
  act: Act,
  before: WorkspaceState,
): WorkspaceState => {
  if (act.kind === 'undo') return before
  const next = new Map(state)
  const contact = state.get(act.name) ?? fresh
  if (act.kind === 'create') next.set(act.name, fresh)
  else if (act.kind === 'delete') next.delete(act.name)
  else if (act.kind === 'update') next.set(act.name, { ...contact, notes: act.notes })
  else if (act.kind === 'draft') next.set(act.name, { ...contact, draft: act.subject })
  else {
    const { activities, followUps } = contact
    next.set(act.name, { ...contact, activities: activities + 1, followUps: followUps + 1 })
  }
  return next
}

/** A state as text, to compare. */
export const stateText = (state: WorkspaceState): string =>
  JSON.stringify([...state].toSorted(([a], [b]) => (a < b ? -1 : 1)))
