import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openWorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import { SampleRepository } from '#main/features/app/sample.repository.ts'
import { SampleService } from '#main/features/app/sample.service.ts'
import type { SampleData } from '#main/features/app/sample-data.ts'
import { machineIdOf, prepareWorkspaceFolder } from '#main/platform/workspace-folder.ts'
import type { ApplicationOptions } from './application.ts'

/** Makes the sample workspace anew in app data and says where it is. */
export const makeSampleWorkspace = async (
  options: ApplicationOptions,
  language: 'en' | 'zh-CN',
): Promise<string> => {
  const { appData, clock, random, preferences, sampleFolder } = options
  const folder = join(appData, 'Sample')
  // What is there was made by us and holds nobody's work: leaving the sample removes it too.
  rmSync(folder, { recursive: true, force: true })
  const machineId = machineIdOf(preferences, random)
  const { layout } = prepareWorkspaceFolder({ folder, clock, random, machineId, isSample: true })
  const connection = await openWorkspaceConnection({
    file: layout.database,
    gate: new WriteGate(),
    clock,
    functions: searchFunctions,
    onCommit: () => {},
  })
  if (!connection.ok) throw new Error(`sample refused: ${connection.error.code}`)
  const { unitOfWork } = connection.value
  try {
    // Written by our own generator and shipped with the program.
    const data = JSON.parse(
      readFileSync(join(sampleFolder, `${language}.json`), 'utf8'),
    ) as SampleData
    const repository = new SampleRepository()
    await new SampleService({ unitOfWork, repository, clock, random }).fill(data)
  } finally {
    connection.value.close()
  }
  return folder
}
