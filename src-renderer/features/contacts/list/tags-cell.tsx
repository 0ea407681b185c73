import { useTranslation } from 'react-i18next'
import { TagChip } from '#renderer/ui/chip.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import type { ContactRow } from '../contact-types.ts'
import classes from './tags-cell.module.css'

const padding = 16
const gap = 6
/** Room for "+12". */
const moreWidth = 28
const latinWidth = 7.2
const wideWidth = 13

const isWide = (letter: string): boolean => (letter.codePointAt(0) ?? 0) >= 0x2e80

/** About how wide a chip stands, in px; rather too wide than too narrow. */
const chipWidth = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (isWide(letter) ? wideWidth : latinWidth), padding)

/** How many of the tags stand in full in a cell of a width (px); at least one, with the rest as a count. */
export const fittingTags = (names: readonly string[], width: number): number => {
  let used = 0
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1
    used += chipWidth(name) + (index === 0 ? 0 : gap)
    if (used + (isLast ? 0 : gap + moreWidth) > width) return Math.max(1, index)
  }
  return names.length
}

/** The tags of a row: those that fit, the others as a count that opens on hover and on focus. */
export const TagsCell = ({ tags, width }: { tags: ContactRow['tags']; width: number }) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const count = fittingTags(
    tags.map((tag) => tag.name),
    width,
  )
  const more = tags.slice(count)
  return (
    <>
      {tags.slice(0, count).map((tag) => (
        <span key={tag.id} className={classes.tag}>
          <TagChip name={tag.name} />
        </span>
      ))}
      {more.length > 0 && (
        <span className={classes.moreTags}>
          <span aria-hidden="true">{`+${more.length}`}</span>
          <span className="kith-visually-hidden">
            {t('grid.moreTags', { names: formats.list(more.map((tag) => tag.name)) })}
          </span>
          <span className={classes.restTags}>
            {more.map((tag) => (
              <TagChip key={tag.id} name={tag.name} />
            ))}
          </span>
        </span>
      )}
    </>
  )
}
