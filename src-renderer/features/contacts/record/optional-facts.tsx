import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ActMenu, type MenuAct } from '#renderer/ui/more-menu.tsx'
import { AddButton } from '../add-button.tsx'
import classes from './facts.module.css'

/** What the field of a fact needs to know while it is added. */
export interface Adding {
  readonly startsEditing: boolean
  readonly onClose: (isKept: boolean) => void
}

/** A fact that takes a line once it is known, and before that one in the menu of its section. */
export interface OptionalFact {
  readonly id: string
  readonly label: string
  readonly isSet: boolean
  readonly field: (adding: Adding) => ReactNode
}

const withId = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> => new Set([...ids, id])
const withoutId = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  new Set([...ids].filter((one) => one !== id))

/**
 * The lines of the facts that are known or being added, and the acts that add the others.
 *
 * A fact that is emptied keeps its line until the record is left: nothing moves under the hand.
 */
export const useOptionalFacts = (
  facts: readonly OptionalFact[],
): { readonly lines: readonly ReactNode[]; readonly acts: readonly MenuAct[] } => {
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set())
  const [added, setAdded] = useState<string | null>(null)
  const fresh = facts.find(({ id, isSet }) => isSet && !shown.has(id))
  if (fresh !== undefined) setShown(withId(shown, fresh.id))
  const close = (fact: OptionalFact, isKept: boolean): void => {
    setAdded(null)
    if (!isKept && !fact.isSet && fact.id === added) setShown((now) => withoutId(now, fact.id))
  }
  return {
    lines: facts
      .filter(({ id }) => shown.has(id))
      .map((fact) => (
        <div key={fact.id}>
          {fact.field({
            startsEditing: fact.id === added,
            onClose: (isKept) => close(fact, isKept),
          })}
        </div>
      )),
    acts: facts
      .filter(({ id }) => !shown.has(id))
      .map(({ id, label }) => ({
        label,
        opensField: true,
        onAct: () => {
          setShown((now) => withId(now, id))
          setAdded(id)
        },
      })),
  }
}

/** The plus at the head of a section: one act at once, several from a menu, none not at all. */
export const AddFact = ({ label, acts }: { label: string; acts: readonly MenuAct[] }) => {
  const [first, second] = acts
  if (first === undefined) return null
  if (second === undefined) return <AddButton label={first.label} onClick={first.onAct} />
  return (
    <ActMenu
      acts={acts}
      label={label}
      button={
        <ActionIcon variant="subtle" size={24} className={classes.add ?? ''} aria-label={label}>
          <IconPlus size={15} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      }
    />
  )
}
