import { type Stage, stages } from '#shared/domain/stages.ts'

/** When somebody came to a stage, or to none any more. */
export interface StageStep {
  readonly stage: Stage | null
  /** Milliseconds UTC. */
  readonly at: number
}

const noStage = 'none'
const form = /^([a-z]+) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)$/u

/** A step as Kith's own export writes it: `convert 2026-03-14T09:30:00.000Z`. */
export const ownStageStep = ({ stage, at }: StageStep): string =>
  `${stage ?? noStage} ${new Date(at).toISOString()}`

/** The step that `ownStageStep` wrote so; null for any other text. */
export const readOwnStageStep = (text: string): StageStep | null => {
  const [, word = '', instant = ''] = form.exec(text) ?? []
  const stage = stages.find((one) => one === word) ?? null
  const at = Date.parse(instant)
  return Number.isNaN(at) || (stage === null && word !== noStage) ? null : { stage, at }
}
