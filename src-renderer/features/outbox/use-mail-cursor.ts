import { useState } from 'react'
import type { MailLine } from '#renderer/api/mail-words.ts'

/** A line of a list of mails. */
interface Line {
  readonly id: number
}

interface State {
  /** The line the keys act on, and where it stood. */
  readonly id: number | null
  readonly index: number
  /** The line that is about to go, while there is none but its place, and the one behind it. */
  readonly going: number | null
  readonly behind: number | null
  readonly marked: ReadonlySet<number>
  /** Where a range of marks starts; null when there is none. */
  readonly anchor: number | null
  /** Grows when the line is to be focused. */
  readonly turn: number
}

const start: State = {
  id: null,
  index: 0,
  going: null,
  behind: null,
  marked: new Set(),
  anchor: null,
  turn: 0,
}

const unmarked = (state: State): State => ({ ...state, marked: new Set(), anchor: null })

/**
 * Where the cursor stands: on its line, or on the one that took its place. A line that goes may only
 * move up, and push those before it down.
 */
const placeOf = ({ id, index, going, behind }: State, lines: readonly Line[]): number => {
  const isStillHere = id === null && lines[index]?.id === going
  const wanted = isStillHere ? going : (id ?? behind)
  const found = lines.findIndex((line) => line.id === wanted)
  return found < 0 ? Math.min(index, lines.length - 1) : found
}

const between = (lines: readonly Line[], one: number, other: number): Set<number> =>
  new Set(lines.slice(Math.min(one, other), Math.max(one, other) + 1).map(({ id }) => id))

/** The line the keys act on, and the mails that are marked to act on together. */
export const useMailCursor = <One extends Line>(lines: readonly One[]) => {
  const [state, setState] = useState(start)
  const at = placeOf(state, lines)
  const current = lines[at]
  const marked = lines.filter(({ id }) => state.marked.has(id))

  const moveTo = (index: number, more: Partial<State> = {}): void => {
    const to = Math.max(0, Math.min(lines.length - 1, index))
    const id = lines[to]?.id ?? null
    setState((now) => ({ ...now, anchor: null, ...more, id, index: to, turn: now.turn + 1 }))
  }
  const extend = (by: 1 | -1): void => {
    const anchor = state.anchor ?? at
    const to = Math.max(0, Math.min(lines.length - 1, at + by))
    moveTo(to, { anchor, marked: between(lines, anchor, to) })
  }
  const toggle = (line: One): void =>
    setState((now) => {
      const next = new Set(now.marked)
      if (!next.delete(line.id)) next.add(line.id)
      return { ...now, id: line.id, index: lines.indexOf(line), marked: next, anchor: null }
    })
  return {
    current,
    marked,
    turn: state.turn,
    isMarked: (line: One) => state.marked.has(line.id),
    next: () => moveTo(at + 1),
    previous: () => moveTo(at - 1),
    extend,
    toggle,
    select: (line: One) =>
      setState((now) =>
        // The press of an act goes on to its row.
        now.id === null && now.going === line.id
          ? { ...now, anchor: null }
          : { ...now, id: line.id, index: lines.indexOf(line), anchor: null },
      ),
    /** The cursor keeps the place of lines that are about to go: the next one takes it. */
    letGo: (going: readonly One[]) =>
      setState((now) => {
        const index = lines.findIndex((line) => going.includes(line))
        const behind = lines.slice(index).find((line) => !going.includes(line))
        const ids = { going: lines[index]?.id ?? null, behind: behind?.id ?? null }
        return { ...unmarked(now), ...ids, id: null, index: Math.max(0, index) }
      }),
    markAll: () => setState((now) => ({ ...now, marked: between(lines, 0, lines.length) })),
    clear: () => setState(unmarked),
  }
}

/** The cursor, as components take it. */
export type MailCursor = ReturnType<typeof useMailCursor<MailLine>>
