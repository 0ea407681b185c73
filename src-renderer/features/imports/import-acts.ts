import { ApiError } from '#renderer/api/api-error.ts'
import { attempt, currentTransport } from '#renderer/api/client.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import {
  defaultRules,
  importState,
  noImport,
  type Step,
  setImport,
  useImportStore,
} from './import-store.ts'
import type {
  BroughtFile,
  Inspection,
  Refusal,
  Rules,
  TableOptions,
  Target,
} from './import-types.ts'

const refusalOf = (cause: unknown): Refusal =>
  cause instanceof ApiError ? { code: cause.code, data: cause.data } : { code: 'bug', data: {} }

/** A name for the recipe of a file: its own, without ending. */
export const recipeNameOf = (fileName: string): string =>
  fileName.replace(/\.[^.]{1,5}$/u, '').slice(0, 100)

const sameHeaders = (one: Inspection | null, other: Inspection): boolean =>
  one !== null &&
  one.columns.length === other.columns.length &&
  other.columns.every((column, at) => column.header === one.columns[at]?.header)

/** What holds for the whole file: what its recipe says, else the usual. */
const rulesOf = ({ recipe, fileName }: Inspection): Rules =>
  recipe === null
    ? { ...defaultRules, recipeName: recipeNameOf(fileName) }
    : {
        matchBy: recipe.matchBy,
        addTags: recipe.addTags,
        setStage: recipe.setStage,
        isRemembered: true,
        recipeName: recipe.name,
      }

const showInspection = (inspection: Inspection): void => {
  const { inspection: before, targets, rules, options, isOwn } = importState()
  // What the owner chose stays as long as the columns are the same.
  const keeps = isOwn && sameHeaders(before, inspection)
  setImport({
    inspection,
    options: { ...inspection.reading, ...options },
    targets: keeps ? targets : inspection.columns.map(({ target }) => target),
    rules: keeps ? rules : rulesOf(inspection),
    misread: null,
  })
}

let asked = 0

const inspect = async (file: BroughtFile, options: TableOptions): Promise<void> => {
  asked += 1
  const turn = asked
  const { options: before } = importState()
  setImport({ isReading: true, refusal: null, options })
  const inspected = await attempt('imports.inspect', { file: file.handle, options })
  // A setting that was changed meanwhile has asked again.
  if (turn !== asked) return
  setImport({ isReading: false })
  if (inspected.ok) return showInspection(inspected.value)
  if (importState().inspection === null) {
    setImport({ file: null, refusal: inspected.error })
  } else setImport({ misread: inspected.error, options: before })
}

/** Looks at a file the host has already. */
export const openBrought = (file: BroughtFile): Promise<void> => {
  setImport({ ...noImport, file })
  return inspect(file, {})
}

/** Hands a file to the host and has it looked at. */
export const openFile = async (chosen: File, isPasted = false): Promise<void> => {
  asked += 1
  const turn = asked
  setImport({ ...noImport, isReading: true })
  let handle: FileHandle
  try {
    handle = await currentTransport().upload(chosen)
  } catch (cause) {
    if (turn === asked) setImport({ isReading: false, refusal: refusalOf(cause) })
    return
  }
  if (turn !== asked) return
  await openBrought({
    handle,
    name: chosen.name,
    savedAt: isPasted ? null : chosen.lastModified,
  })
}

/** Reads the file another way, at once. */
export const setOptions = (change: TableOptions): void => {
  const { file, options } = importState()
  if (file === null) return
  setImport({ rehearsal: null, misread: null })
  void inspect(file, { ...options, ...change })
}

/** Goes on as soon as the file is read, unless it could not be read that way. */
export const whenRead = (next: () => void): void => {
  const isDone = (): boolean => !importState().isReading
  if (isDone()) return next()
  const stop = useImportStore.subscribe(() => {
    if (!isDone()) return
    stop()
    const { inspection, misread } = importState()
    if (inspection !== null && misread === null) next()
  })
}

/** Goes to another step; what was rehearsed stands until something is changed. */
export const goTo = (step: Step): void => setImport({ step, refusal: null })

/** Says what a column becomes. */
export const setTarget = (index: number, target: Target): void =>
  setImport({
    targets: importState().targets.map((one, at) => (at === index ? target : one)),
    isOwn: true,
    rehearsal: null,
  })

/** Says what holds for the whole file. */
export const setRules = (change: Partial<Rules>): void =>
  setImport({ rules: { ...importState().rules, ...change }, isOwn: true, rehearsal: null })

/** Forgets the file and everything that was decided about it. */
export const startOver = (): void => {
  asked += 1
  setImport({ ...noImport, rules: defaultRules })
}
