import type { Handlers } from '#main/platform/handlers.ts'
import { ok } from '#shared/domain/result.ts'
import type { AppService } from './app.service.ts'

/** Wires the contract's `app` to its service. */
export const createAppHandlers = (service: AppService): Handlers<'app'> => ({
  status: () => ok(service.status()),
  about: () => ok(service.about()),
  diagnostics: () => ok({ text: service.diagnostics() }),
  openFolder: () => service.openFolder(),
  moveWorkspace: ({ path }) => service.moveWorkspace(path),
  openSample: ({ language }) => {
    service.openSample(language)
    return ok({})
  },
  leaveSample: () => service.leaveSample(),
})
