/** How it is noted among the attempts that the mailbox is to have a copy of a sent mail. */
export const copyOwed = 'copy-owed'
/** How it is noted what became of the copy; where no folder is for it, nothing is owed. */
export const copyOutcomes = {
  filed: 'copy-filed',
  found: 'copy-found',
  'no-folder': 'copy-filed',
  failed: 'copy-failed',
} as const
