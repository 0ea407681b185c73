import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { Output } from '#shared/contract/index.ts'
import classes from './settings-page.module.css'

type Recipe = Output<'imports.recipes'>['recipes'][number]

const RecipeLine = ({ recipe }: { recipe: Recipe }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const words = useFailureWords()
  const undoToast = useUndoToast()
  const { uid, name, headers, fileName, usedAt } = recipe
  const rename = async (typed: string | null) => {
    if (typed === null) return undefined
    const result = await attempt('imports.renameRecipe', { uid, name: typed })
    return result.ok ? undefined : { error: words(result.error.code) }
  }
  const remove = async (): Promise<void> => {
    const result = await attempt('imports.deleteRecipe', { uid })
    if (result.ok) undoToast(() => t('recipes.deleted', { name }))
    else showToast({ text: () => words(result.error.code) })
  }
  const used = t('recipes.used', { day: formats.day(formats.dayOf(usedAt)), file: fileName })
  return (
    <li className={classes.line}>
      <div className={classes.grow}>
        <InlineText
          label={t('recipes.name')}
          withLabel={false}
          value={name}
          required
          onSave={rename}
        />
        <div className="kith-note">{used}</div>
      </div>
      <span className="kith-note" title={headers.join(' · ')}>
        {t('recipes.columns', { count: headers.length, number: formats.number(headers.length) })}
      </span>
      <IconButton
        icon={IconTrash}
        label={t('recipes.delete', { name })}
        onClick={() => void remove()}
      />
    </li>
  )
}

/** Files whose columns Kith knows again: rename, delete. */
export const RecipesSection = () => {
  const { t } = useTranslation('imports')
  const recipes = useApiQuery('imports.recipes', {}).data?.recipes
  if (recipes === undefined) return null
  return (
    <>
      <p className={classes.note}>{t('recipes.note')}</p>
      {recipes.length === 0 && <p className={classes.note}>{t('recipes.empty')}</p>}
      <ul className={classes.list}>
        {recipes.map((recipe) => (
          <RecipeLine key={recipe.uid} recipe={recipe} />
        ))}
      </ul>
    </>
  )
}
