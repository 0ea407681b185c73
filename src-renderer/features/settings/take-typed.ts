/**
 * What is typed into a form's named fields, which are emptied by this: a password stays in the page
 * no longer than it takes to send it.
 */
export const takeTyped = (form: HTMLFormElement): Readonly<Record<string, string>> => {
  const fields = [...form.elements].filter(
    (field): field is HTMLInputElement => field instanceof HTMLInputElement && field.name !== '',
  )
  const typed = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  for (const field of fields) field.value = ''
  return typed
}
