/**
 * What is typed into a form's named fields, which are emptied by this: a password stays in the page
 * no longer than it takes to send it.
 */
export const takeTyped = (form: HTMLFormElement): Readonly<Record<string, string>> => {
  const typed = Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  )
  form.reset()
  return typed
}
