import { Page } from '#renderer/ui/page.tsx'

/** A file of contacts comes in. */
export const ImportPage = () => <Page title="">{null}</Page>
