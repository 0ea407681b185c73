import { ConflictPanel } from '#renderer/features/history/conflict-panel.tsx'
import { ImportPage } from '#renderer/features/imports/import-page.tsx'

/** The import with the history's question about what was edited since. */
export const ImportScreen = () => (
  <ImportPage
    renderConflicts={(conflicts, onDecide, onCancel) => (
      <ConflictPanel conflicts={conflicts} onDecide={onDecide} onCancel={onCancel} />
    )}
  />
)
