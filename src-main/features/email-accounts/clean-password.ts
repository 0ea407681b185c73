import type { Preset } from './presets.ts'

const blanks = /[\s\u200b-\u200d\u2060]+/gu
const lineEnds = /^[\r\n]+|[\r\n]+$/g
/** What providers show in groups to be read more easily, and know without the blanks. */
const grouped: readonly Preset['needs'][] = ['app-password', 'authorization-code']

/**
 * A password without what was copied along with it.
 *
 * A password that its owner made up may hold blanks, also at its ends; it loses line ends alone.
 */
export const cleanPassword = (typed: string, needs: Preset['needs'] | undefined): string =>
  needs !== undefined && grouped.includes(needs)
    ? typed.replace(blanks, '')
    : typed.replace(lineEnds, '')
