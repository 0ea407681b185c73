/**
 * Where the focus goes when the line of a list that holds it is removed: to the last button of the
 * next line, else of the one before, else to the section around them.
 *
 * To be asked before the line goes; null while the focus is elsewhere.
 */
export const focusBeside = (): HTMLElement | null => {
  const line = document.activeElement?.closest('li')
  if (!line) return null
  const beside = line.nextElementSibling ?? line.previousElementSibling
  const buttons = [...(beside?.querySelectorAll<HTMLElement>('button') ?? [])]
  return buttons.at(-1) ?? line.closest('section')
}
