import type { RescueBackup } from '#main/rescue.ts'

const shown = 5

/** What is said when a workspace does not open because its file is broken. */
export const damageInWords = (folder: string, backups: readonly RescueBackup[]): string[] => {
  const head = `the data in ${folder} is damaged; nothing was changed`
  if (backups.length === 0) return [head, 'there is no backup to go back to']
  return [
    head,
    'to go back to a backup, start with one of',
    ...backups
      .slice(0, shown)
      .map(
        ({ id, at, contacts }) =>
          `  --restore=${id}   (${new Date(at).toISOString()}, ${contacts} contacts)`,
      ),
    'the damaged file is kept beside the backups',
  ]
}
