import { Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'

/** Endings the file dialog offers first. */
const accepted = '.csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values'

/** Chooses a file by the system's dialog. */
export const ChooseFile = ({
  onFile,
  label,
  isPrimary = false,
}: {
  onFile: (file: File) => void
  label: string
  isPrimary?: boolean
}) => (
  <FileButton accept={accepted} onChange={(file) => file !== null && onFile(file)}>
    {(props) => (
      <Button
        {...props}
        size={isPrimary ? 'lg' : 'sm'}
        variant={isPrimary ? 'filled' : 'default'}
        leftSection={
          isPrimary ? <IconUpload size={16} stroke={1.6} aria-hidden="true" /> : undefined
        }
      >
        {label}
      </Button>
    )}
  </FileButton>
)
