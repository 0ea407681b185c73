import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { takeDroppedFile, useDroppedFile } from '#renderer/ui/dropped-file.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { ImportFrame } from './import-frame.tsx'
import type { Counts } from './import-types.ts'
import { useRefusalWords } from './import-words.ts'
import classes from './imports.module.css'
import { ChooseFile, NoFile, ReadStep } from './read-step.tsx'
import { RehearsalStep } from './rehearsal-step.tsx'
import { ResultStep } from './result-step.tsx'
import { type ImportFlow, useImport } from './use-import.ts'
import type { Job } from './use-job.ts'

interface Primary {
  readonly label: string
  readonly run: () => void
}

const usePrimary = (flow: ImportFlow, onClose: () => void): Primary | undefined => {
  const { t } = useTranslation(['imports', 'common'])
  const formats = useFormats()
  if (flow.file === null || flow.isWorking) return undefined
  switch (flow.step) {
    case 'read':
      return { label: t('foot.continue'), run: () => flow.goTo('columns') }
    case 'columns':
      return { label: t('foot.rehearse'), run: () => void flow.rehearse() }
    case 'rehearsal': {
      if (flow.rehearsal === null) return undefined
      const { counts } = flow.rehearsal
      const rows = counts.rows - counts.problems
      if (counts.new + counts.changed === 0) return { label: t('common:close'), run: onClose }
      const label =
        counts.problems === 0
          ? t('foot.import', { count: rows, rows: formats.number(rows) })
          : t('foot.importAside', {
              count: rows,
              rows: formats.number(rows),
              aside: formats.number(counts.problems),
            })
      return { label, run: () => void flow.commit() }
    }
    case 'result':
      return { label: t('common:close'), run: onClose }
  }
}

const Working = ({ job, onCancel }: { job: Job | undefined; onCancel: () => void }) => {
  const { t } = useTranslation('imports')
  const phases = ['reading', 'matching', 'applying', 'refreshing'] as const
  const phase = phases.find((name) => name === job?.phase) ?? 'reading'
  const isLast = phase === 'refreshing'
  return (
    <div className={classes.working}>
      <h2>
        {t(phase === 'reading' || phase === 'matching' ? 'working.rehearsal' : 'working.import')}
      </h2>
      <ProgressBar
        label={t(`working.${phase}`)}
        progress={job ?? { done: 0, total: null, rate: null, remainingMs: null }}
        {...(isLast ? {} : { onCancel })}
      />
      <p className={classes.quiet}>{t(`working.note.${phase}`)}</p>
    </div>
  )
}

const StepBody = ({ flow }: { flow: ImportFlow }) => {
  const words = useRefusalWords()
  const { file, step, rehearsal, result, refusal } = flow
  if (file === null || (step === 'read' && flow.isReading)) {
    return (
      <NoFile refusal={refusal} isReading={flow.isReading} onFile={(one) => void flow.open(one)} />
    )
  }
  if (flow.isWorking) return <Working job={flow.job} onCancel={flow.cancel} />
  const alert = refusal !== null && (
    <div className={classes.alert}>
      <InlineAlert tone="error">{words(refusal)}</InlineAlert>
    </div>
  )
  return (
    <>
      {alert}
      {step === 'read' && <ReadStep inspection={file.inspection} />}
      {step === 'columns' && (
        <ColumnsStep
          columns={file.inspection.columns}
          targets={flow.targets}
          unreadable={flow.unreadable}
          onTarget={flow.setTarget}
          onUnreadable={flow.setUnreadable}
        />
      )}
      {step === 'rehearsal' && rehearsal !== null && (
        <RehearsalStep
          rehearsal={rehearsal}
          canKeep={flow.unreadable === 'set-aside'}
          onKeep={() => void flow.rehearse('keep-as-note')}
        />
      )}
      {step === 'result' && result !== null && (
        <ResultStep result={result} fileName={file.inspection.fileName} />
      )}
    </>
  )
}

const RehearsalNote = ({ counts }: { counts: Counts }) => {
  const { t } = useTranslation('imports')
  if (counts.problems > 0) return t('foot.aside', { count: counts.problems })
  return counts.new + counts.changed === 0 ? t('foot.nothing') : null
}

const Foot = ({ flow, primary }: { flow: ImportFlow; primary: Primary | undefined }) => {
  const { t } = useTranslation(['imports', 'common'])
  const { step, file, isWorking } = flow
  const isOpen = file !== null && !isWorking
  const before = step === 'rehearsal' ? 'columns' : 'read'
  return (
    <>
      {isOpen && step === 'read' && (
        <ChooseFile onFile={(one) => void flow.open(one)} label={t('foot.another')} />
      )}
      {isOpen && (step === 'columns' || step === 'rehearsal') && (
        <Button variant="default" onClick={() => flow.goTo(before)}>
          {t('common:back')}
        </Button>
      )}
      <span className={classes.footNote}>
        {isOpen && (step === 'read' || step === 'columns') && t(`foot.next.${step}`)}
        {isOpen && step === 'rehearsal' && flow.rehearsal !== null && (
          <RehearsalNote counts={flow.rehearsal.counts} />
        )}
      </span>
      {primary !== undefined && (
        <Button
          size="lg"
          variant={step === 'result' ? 'default' : 'filled'}
          aria-keyshortcuts="Control+Enter"
          rightSection={step === 'result' ? undefined : <KeyCap keys="Mod+Enter" on="accent" />}
          onClick={primary.run}
        >
          {primary.label}
        </Button>
      )}
    </>
  )
}

/** A file of contacts comes in: looked at, rehearsed, then applied in one operation. */
export const ImportPage = () => {
  const navigate = useNavigate()
  const flow = useImport()
  const { open, isWorking } = flow
  // Only to be told of a file that is dropped while the page is open.
  useDroppedFile((state) => state.file)
  useEffect(() => {
    const file = takeDroppedFile()
    if (file !== null && !isWorking) void open(file)
  }, [open, isWorking])
  const close = (): void => {
    if (!flow.isWorking) void navigate({ to: '/contacts' })
  }
  const primary = usePrimary(flow, close)
  const handleDrop = (event: DragEvent<HTMLDivElement>): void => {
    const [file] = event.dataTransfer.files
    event.preventDefault()
    if (file !== undefined && !flow.isWorking) void open(file)
  }
  return (
    <div onDrop={handleDrop}>
      <ImportFrame
        step={flow.step}
        fileName={flow.file?.inspection.fileName ?? null}
        onPrimary={primary?.run}
        onClose={close}
        foot={<Foot flow={flow} primary={primary} />}
      >
        <StepBody flow={flow} />
      </ImportFrame>
    </div>
  )
}
