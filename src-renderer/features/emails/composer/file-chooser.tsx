import type { RefObject } from 'react'

/** Asks for files when it is clicked by the button beside it. */
export const FileChooser = ({
  at,
  label,
  accept,
  onFiles,
}: {
  at: RefObject<HTMLInputElement | null>
  label: string
  accept?: string
  onFiles: (files: readonly File[]) => void
}) => (
  <input
    ref={at}
    type="file"
    multiple
    hidden
    accept={accept}
    aria-label={label}
    onChange={(event) => {
      onFiles([...(event.target.files ?? [])])
      event.target.value = ''
    }}
  />
)
