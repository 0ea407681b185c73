/** What History says of a change, as far as it is about fields. */
export interface FieldLabel {
  readonly code: string
  readonly numbers?: { readonly field: string }
  readonly mergeKey?: string
}

/**
 * The label of a change of some fields of one row; absent fields do not change.
 *
 * A single field is named, never its value. What is typed into it within a minute counts as one; a
 * yes or no is a decision, and the next one takes nothing of it away.
 */
export const fieldLabel = (
  code: string,
  { id, ...patch }: { readonly id: number } & Readonly<Record<string, unknown>>,
): FieldLabel => {
  const [field, ...others] = Object.keys(patch).filter((name) => patch[name] !== undefined)
  if (field === undefined || others.length > 0) return { code }
  const label = { code, numbers: { field } }
  return typeof patch[field] === 'boolean'
    ? label
    : { ...label, mergeKey: `${code}:${id}:${field}` }
}
