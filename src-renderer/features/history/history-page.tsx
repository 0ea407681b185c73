import { Page } from '#renderer/ui/page.tsx'

/** Every operation, undo and the bin. */
export const HistoryPage = () => <Page title="">{null}</Page>
