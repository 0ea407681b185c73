import type { OperationLabel } from '#main/db/unit-of-work.ts'

/** Edits of one field of one part within a minute count as one. */
export const partLabel = (
  code: string,
  { id, ...patch }: { readonly id: number } & Readonly<Record<string, unknown>>,
): OperationLabel => {
  const [name, ...others] = Object.keys(patch).filter((field) => patch[field] !== undefined)
  if (name === undefined || others.length > 0) return { code }
  return { code, numbers: { field: name }, mergeKey: `${code}:${id}:${name}` }
}
