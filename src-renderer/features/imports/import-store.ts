import { create } from 'zustand'
import type {
  BroughtFile,
  Group,
  ImportResult,
  Inspection,
  Refusal,
  Rehearsal,
  Revision,
  Row,
  Rules,
  RunningJob,
  TableOptions,
  Target,
} from './import-types.ts'

/** The four steps, in their order. */
export const steps = ['read', 'columns', 'rehearsal', 'result'] as const
/** Where the import stands. */
export type Step = (typeof steps)[number]

/** One import from the file to the result; it outlives the wizard being closed. */
export interface ImportState {
  readonly step: Step
  /** The wizard was left before its end; it goes on where it was. */
  readonly isParked: boolean
  readonly file: BroughtFile | null
  /** The file is on its way to the host, or being looked at. */
  readonly isReading: boolean
  readonly options: TableOptions
  readonly inspection: Inspection | null
  readonly targets: readonly Target[]
  readonly rules: Rules
  /** The owner has changed what a recipe says. */
  readonly isOwn: boolean
  readonly refusal: Refusal | null
  /** A setting that could not be applied, and why. */
  readonly misread: Refusal | null
  readonly job: RunningJob | null
  readonly rehearsal: Rehearsal | null
  /** Decisions and repairs that wait for the ones before to be rehearsed. */
  readonly waiting: readonly Revision[]
  /** The group that is looked at; null stands for the first that needs somebody. */
  readonly group: Group | null
  /** Rows with a problem that come in as they are, by the owner's choice. */
  readonly kept: readonly Row[]
  readonly result: ImportResult | null
}

/** What holds for a file unless the owner says otherwise. */
export const defaultRules: Rules = {
  matchBy: ['email', 'phone', 'name-and-company'],
  addTags: [],
  setStage: null,
  isRemembered: true,
  recipeName: '',
}

/** Before there is a file. */
export const noImport: ImportState = {
  step: 'read',
  isParked: false,
  file: null,
  isReading: false,
  options: {},
  inspection: null,
  targets: [],
  rules: defaultRules,
  isOwn: false,
  refusal: null,
  misread: null,
  job: null,
  rehearsal: null,
  waiting: [],
  group: null,
  kept: [],
  result: null,
}

/** The import of this window. */
export const useImportStore = create<ImportState>(() => noImport)

/** The present state, for acts outside of rendering. */
export const importState = (): ImportState => useImportStore.getState()

/** Changes parts of the state. */
export const setImport = (change: Partial<ImportState>): void => useImportStore.setState(change)
