import { type PostOffice, startPostOffice } from '#tests/support/post-office.ts'
import { test as base } from './kith.ts'

/** Tests with a provider of mail that Kith trusts. */
export const test = base.extend<{ office: PostOffice }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from it
  office: async ({}, provide) => {
    const office = await startPostOffice({ filesSent: true, knowsPlus: true })
    await provide(office)
    await office.stop()
  },
  hostEnv: async ({ office }, provide) => provide({ NODE_EXTRA_CA_CERTS: office.caFile }),
})
