import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { takeDroppedFile, useDroppedFile } from '#renderer/ui/dropped-file.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { useIsSlow } from '#renderer/ui/skeleton.tsx'
import { ChooseStep } from './choose/choose-step.tsx'
import { ColumnsStep } from './columns/columns-step.tsx'
import { openFile, startOver } from './import-acts.ts'
import { ImportFoot } from './import-foot.tsx'
import { ImportFrame } from './import-frame.tsx'
import { type ImportState, setImport, useImportStore } from './import-store.ts'
import classes from './imports.module.css'
import { ReadStep } from './read/read-step.tsx'
import { useRefusalWords } from './refusal-words.ts'
import { RehearsalStep } from './rehearsal/rehearsal-step.tsx'
import { type RenderConflicts, ResultStep } from './result/result-step.tsx'
import { useJobFacts } from './use-job.ts'
import { usePrimary } from './use-primary.ts'
import { Working } from './working.tsx'

const Step = ({
  state,
  renderConflicts,
}: {
  state: ImportState
  renderConflicts: RenderConflicts
}) => {
  const words = useRefusalWords()
  const { step, file, inspection, targets, rules, refusal, rehearsal, result } = state
  if (file === null || inspection === null) return null
  return (
    <>
      {refusal !== null && (
        <div className={classes.alert}>
          <InlineAlert tone="error">{words(refusal)}</InlineAlert>
        </div>
      )}
      {step === 'read' && (
        <ReadStep
          file={file}
          inspection={inspection}
          options={state.options}
          misread={state.misread}
        />
      )}
      {step === 'columns' && (
        <ColumnsStep columns={inspection.columns} targets={targets} rules={rules} />
      )}
      {step === 'rehearsal' && rehearsal !== null && (
        <RehearsalStep rehearsal={rehearsal} chosen={state.group} />
      )}
      {step === 'result' && result !== null && (
        <ResultStep
          key={result.planId}
          result={result}
          fileName={file.name}
          renderConflicts={renderConflicts}
        />
      )}
    </>
  )
}

/** Work that takes the place of the step; decisions are rehearsed beside it. */
const isWorking = ({ job }: ImportState): boolean => job !== null && job.kind !== 'revise'

/** A file that was dropped anywhere, also before this page was there. */
const useDropped = (isBusy: boolean): void => {
  const dropped = useDroppedFile((state) => state.file)
  useEffect(() => {
    if (dropped === null || isBusy) return
    const file = takeDroppedFile()
    if (file !== null) void openFile(file)
  }, [dropped, isBusy])
}

/** A file of contacts comes in: read, placed, rehearsed, then applied in one operation. */
export const ImportPage = ({ renderConflicts }: { renderConflicts: RenderConflicts }) => {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const state = useImportStore()
  const isBusy = isWorking(state)
  // Most files are done before that; until then the step stays in sight.
  const isSlow = useIsSlow(isBusy)
  const job = useJobFacts(state.job?.id ?? null)
  useDropped(isBusy)
  const close = (): void => {
    // What is done is done; everything else is there when the wizard is opened again.
    if (state.step === 'result') startOver()
    else if (state.inspection !== null) setImport({ isParked: true })
    void navigate({ to: '/contacts' })
  }
  const isOpen = state.file !== null && state.inspection !== null && !state.isParked
  const primary = usePrimary(state, close)
  const handleDrop = (event: DragEvent<HTMLDivElement>): void => {
    const [file] = event.dataTransfer.files
    event.preventDefault()
    if (file !== undefined && !isBusy) void openFile(file)
  }
  return (
    <div onDrop={handleDrop}>
      <ImportFrame
        step={isSlow && state.job?.kind === 'plan' ? 'rehearsal' : isOpen ? state.step : 'read'}
        fileName={isOpen || isSlow ? (state.file?.name ?? null) : null}
        isWriting={state.job?.kind === 'commit'}
        onPrimary={isOpen ? primary?.run : undefined}
        onClose={close}
        foot={isOpen && !isSlow ? <ImportFoot state={state} primary={primary} /> : null}
      >
        {isSlow && state.job !== null ? (
          <Working kind={state.job.kind} job={job} onLeave={close} />
        ) : isOpen ? (
          <Step state={state} renderConflicts={renderConflicts} />
        ) : (
          <ChooseStep
            parked={state.isParked ? (state.file?.name ?? null) : null}
            refusal={state.refusal}
            isReading={state.isReading}
            onFile={(file, isPasted) => void openFile(file, isPasted)}
          />
        )}
        <span className="kith-visually-hidden" role="status">
          {state.isReading ? t('choose.reading') : ''}
        </span>
      </ImportFrame>
    </div>
  )
}
