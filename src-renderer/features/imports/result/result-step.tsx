import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import type { ImportResult } from '../import-types.ts'
import { repairAside, saveAside } from '../rehearsal/aside-file.ts'
import { ResultLines } from './result-lines.tsx'
import classes from './result-step.module.css'
import { type Conflicts, useImportUndo } from './use-import-undo.ts'

/** Draws the question about places an undo meets; the history has it. */
export type RenderConflicts = (
  conflicts: Conflicts,
  onDecide: (takeBack: readonly string[]) => void,
  onCancel: () => void,
) => ReactNode

/** What else came with the rows: companies, fields, tags, who gets no mail. */
const useAlso = ({ created, rules, counts }: ImportResult): string => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { companies, fields, tagged, noMail } = created
  const parts = [
    ...(companies > 0
      ? [t('result.companies', { count: companies, number: formats.number(companies) })]
      : []),
    ...(fields.length > 0
      ? [t('result.fields', { count: fields.length, names: formats.list(fields) })]
      : []),
    ...(tagged > 0
      ? [
          t(rules.addTags.length === 0 ? 'result.taggedAll' : 'result.tagged', {
            count: tagged,
            number: formats.number(tagged),
            tags: formats.list(rules.addTags.map((tag) => t('result.tag', { tag }))),
          }),
        ]
      : []),
    ...(noMail > 0 ? [t('result.noMail', { count: noMail, number: formats.number(noMail) })] : []),
    ...(counts.kept > 0
      ? [t('result.kept', { count: counts.kept, number: formats.number(counts.kept) })]
      : []),
  ]
  return parts.length === 0 ? '' : t('result.also', { parts: parts.join(t('result.handAnd')) })
}

const useShow = (result: ImportResult) => {
  const navigate = useNavigate()
  const { operationId } = result
  if (operationId === null) return undefined
  return (change: 'created' | 'changed'): void => {
    const filter = {
      importedBy: operationId,
      ...(change === 'changed' ? { importedChange: true } : {}),
    }
    void navigate({ to: '/contacts', search: { filter } })
  }
}

const When = ({ result, fileName }: { result: ImportResult; fileName: string }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const tenths = Math.max(0.1, Math.round(result.seconds * 10) / 10)
  const seconds = formats.number(tenths)
  return (
    <p className={classes.quiet}>
      {t('result.when', { file: fileName, time: formats.time(result.at), seconds })}
    </p>
  )
}

/** What came of it: a sum, where to look, and Undo in sight. */
export const ResultStep = ({
  result,
  fileName,
  renderConflicts,
}: {
  result: ImportResult
  fileName: string
  renderConflicts: RenderConflicts
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const failureWords = useFailureWords()
  const { counts, operationId, planId, isUndone } = result
  const { state, undo, dismiss } = useImportUndo(planId)
  const also = useAlso(result)
  const show = useShow(result)
  return (
    <div className={classes.scroll}>
      <div className={classes.result}>
        <h2>
          {isUndone
            ? t('result.undoneTitle')
            : t('result.title', { count: counts.rows, number: formats.number(counts.rows) })}
        </h2>
        <When result={result} fileName={fileName} />
        <ResultLines
          result={result}
          onShow={isUndone ? undefined : show}
          onRepair={() => void repairAside(planId)}
          onSave={() => void saveAside(planId)}
        />
        <div className={classes.after}>
          {also !== '' && <p className={classes.quiet}>{also}</p>}
          {isUndone && (
            <InlineAlert tone="good">
              {t('result.undone', {
                added: formats.number(counts.new),
                changed: formats.number(result.changedPeople),
              })}
            </InlineAlert>
          )}
          {!isUndone && operationId !== null && (
            <div className={classes.acts}>
              {counts.new > 0 && show !== undefined && (
                <Button size="lg" onClick={() => show('created')}>
                  {t('result.see', { count: counts.new, number: formats.number(counts.new) })}
                </Button>
              )}
              {state.kind !== 'asks' && (
                <Button
                  size="lg"
                  variant="default"
                  className={classes.undo}
                  loading={state.kind === 'running'}
                  leftSection={<IconArrowBackUp size={16} stroke={1.6} aria-hidden="true" />}
                  onClick={() => void undo()}
                >
                  {t('result.undo')}
                </Button>
              )}
            </div>
          )}
          {state.kind === 'asks' &&
            renderConflicts(state.conflicts, (takeBack) => void undo(takeBack), dismiss)}
          {state.kind === 'refused' && (
            <InlineAlert tone="error">{failureWords(state.code)}</InlineAlert>
          )}
          {operationId !== null && !isUndone && (
            <p className={classes.quiet}>{t('result.undoNote')}</p>
          )}
          {result.created.noMail > 0 && (
            <p className={classes.quiet}>
              {t(operationId === null ? 'result.noMailOnly' : 'result.noMailStays')}
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
