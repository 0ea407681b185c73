import type { Template } from './mail-types.ts'

/**
 * The owner's own texts and the shipped ones.
 *
 * Shipped ones are of the language on screen; all languages of the owner's own are shown.
 */
export const sortTemplates = (
  templates: readonly Template[],
  language: Template['language'],
): { readonly own: readonly Template[]; readonly shipped: readonly Template[] } => ({
  own: templates.filter((template) => template.id !== null),
  shipped: templates.filter((template) => template.id === null && template.language === language),
})
