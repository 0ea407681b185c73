import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { knownField } from '../editor/field-text.ts'
import { useFieldWords } from '../editor/field-words.ts'
import type { Check } from '../mail-types.ts'
import type { CheckGroup } from './group-checks.ts'
import { sizeWords } from './size-words.ts'

/** How many names a sentence gives before it counts. */
const namedAtMost = 2

/** Says findings: in full under the text, in two or three words beside a name. */
export const useCheckWords = (): {
  readonly full: (group: CheckGroup, of: number) => string
  readonly brief: (code: Check['code']) => string
} => {
  const { t } = useTranslation('emails')
  const formats = useFormats()
  const fields = useFieldWords()
  return {
    brief: (code) => t(`brief.${code}`),
    full: ({ code, isBlocking, field, size, who }, of) => {
      const names = who.map((one) => one.name)
      const name =
        of > 1 && names.length > namedAtMost
          ? t('check.people', { count: names.length })
          : formats.list(names)
      const known = knownField(field ?? '')
      const parts = { name, count: names.length, field: known ? fields.name(known) : (field ?? '') }
      if (code === 'missing-field' && !isBlocking) return t('check.reads-other-word', parts)
      if (code === 'bad-template' && field !== null) return t('check.bad-field', parts)
      if (code === 'same-address' && !isBlocking) return t('check.same-address-each', parts)
      if (code === 'suppressed' && field !== null) return t('check.suppressed-elsewhere', parts)
      if (size !== undefined) {
        const sizes = {
          size: sizeWords(size.bytes, formats),
          max: sizeWords(size.maxBytes, formats),
        }
        return t('check.too-large', sizes)
      }
      return t(`check.${code}`, parts)
    },
  }
}
