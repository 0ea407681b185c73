import '@mantine/tiptap/styles.layer.css'
import { Button } from '@mantine/core'
import { RichTextEditor } from '@mantine/tiptap'
import { IconBraces } from '@tabler/icons-react'
import { EditorContent } from '@tiptap/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyCap } from '#renderer/ui/key-cap.tsx'
import { FieldPicker } from './field-picker.tsx'
import classes from './mail-editor.module.css'
import type { MailEditors } from './use-mail-editors.ts'

/** The line in which a subject is written. */
export const SubjectField = ({ editors }: { editors: MailEditors }) => (
  <EditorContent editor={editors.subject} className={classes.subject} />
)

const Toolbar = ({ editors, acts }: { editors: MailEditors; acts?: ReactNode }) => {
  const { t } = useTranslation('emails')
  const { body, subject } = editors
  return (
    <RichTextEditor.Toolbar className={classes.toolbar ?? ''} aria-label={t('toolbar.label')}>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.Bold />
        <RichTextEditor.Italic />
        <RichTextEditor.Underline />
        <RichTextEditor.Link />
        <RichTextEditor.BulletList />
        <RichTextEditor.OrderedList />
        <RichTextEditor.Blockquote />
      </RichTextEditor.ControlsGroup>
      <span className={classes.rule} aria-hidden="true" />
      <Button
        variant="subtle"
        leftSection={<IconBraces size={16} stroke={1.6} aria-hidden="true" />}
        rightSection={
          <span className={classes.fieldKey}>
            <KeyCap keys="{" />
          </span>
        }
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => editors.askForField(subject?.isFocused === true ? subject : body)}
      >
        {t('toolbar.field')}
      </Button>
      {acts}
    </RichTextEditor.Toolbar>
  )
}

/** The text of a mail with what it may hold: emphasis, links, lists, quotes, fields. */
export const MailEditor = ({
  editors,
  isEditable,
  acts,
  children,
}: {
  editors: MailEditors
  isEditable: boolean
  /** More buttons of the toolbar. */
  acts?: ReactNode
  /** What stands between the text and the toolbar. */
  children?: ReactNode
}) => {
  const { t } = useTranslation('emails')
  return (
    <RichTextEditor
      editor={editors.body}
      variant="subtle"
      withTypographyStyles={false}
      withCodeHighlightStyles={false}
      classNames={{
        // The names exist in the style sheet beside this file.
        root: classes.root ?? '',
        content: classes.content ?? '',
        control: classes.control ?? '',
      }}
      labels={{
        boldControlLabel: t('toolbar.bold'),
        italicControlLabel: t('toolbar.italic'),
        underlineControlLabel: t('toolbar.underline'),
        linkControlLabel: t('toolbar.link'),
        unlinkControlLabel: t('toolbar.unlink'),
        bulletListControlLabel: t('toolbar.bullets'),
        orderedListControlLabel: t('toolbar.numbers'),
        blockquoteControlLabel: t('toolbar.quote'),
        linkEditorInputLabel: t('toolbar.address'),
        linkEditorInputPlaceholder: 'https://',
        linkEditorExternalLink: t('toolbar.opensNew'),
        linkEditorInternalLink: t('toolbar.opensHere'),
        linkEditorSave: t('toolbar.saveLink'),
      }}
    >
      <div className={classes.paper}>
        <RichTextEditor.Content />
      </div>
      {children}
      {isEditable && <Toolbar editors={editors} acts={acts} />}
      <FieldPicker
        place={editors.place}
        onPick={(field) => editors.endChoice(field)}
        onClose={() => editors.endChoice(null)}
      />
    </RichTextEditor>
  )
}
