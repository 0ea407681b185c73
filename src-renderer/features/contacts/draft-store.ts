import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { useApiQuery } from '#renderer/api/use-api.ts'

interface DraftState {
  readonly drafts: Readonly<Record<string, object>>
}

/** What was typed and not saved yet, by place; outlives Esc, other pages and a reload. */
export const useDrafts = create<DraftState>()(
  persist((): DraftState => ({ drafts: {} }), {
    name: 'kith.drafts',
    // Of this window alone: two that write share no draft.
    storage: createJSONStorage(() => sessionStorage),
  }),
)

const keep = (place: string, draft: object | null): void => {
  useDrafts.setState(({ drafts: { [place]: _before, ...others } }) => ({
    drafts: draft === null ? others : { ...others, [place]: draft },
  }))
}

/** What is typed in one place. */
export interface Draft<Typed> {
  readonly typed: Typed
  /** Something stands there. */
  readonly isBegun: boolean
  readonly change: (part: Partial<Typed>) => void
  /** Starts anew after this was saved; what was typed since stays. */
  readonly settle: (saved: Typed, next?: Typed) => void
  /** Throws it away. */
  readonly clear: () => void
}

/** What is typed in a place of this workspace and not saved yet; `empty` before the first letter. */
export const useDraft = <Typed extends object>(name: string, empty: Typed): Draft<Typed> => {
  const workspace = useApiQuery('app.status', {}).data?.workspace.path ?? ''
  const place = `${workspace}:${name}`
  // One place is written by one form, in one shape.
  const now = (): Typed | undefined => useDrafts.getState().drafts[place] as Typed | undefined
  useDrafts((state) => state.drafts[place])
  const typed = now() ?? empty
  return {
    typed,
    isBegun: now() !== undefined,
    change: (part) => keep(place, { ...(now() ?? empty), ...part }),
    settle: (saved, next) => {
      if ((now() ?? empty) === saved) keep(place, next ?? null)
    },
    clear: () => keep(place, null),
  }
}
