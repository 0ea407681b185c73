import {
  type Icon,
  IconArrowsSplit2,
  IconBan,
  IconBriefcase,
  IconBuilding,
  IconCake,
  IconCalendar,
  IconForms,
  IconHash,
  IconHome,
  IconLabel,
  IconLanguage,
  IconLink,
  IconMail,
  IconMessage,
  IconNote,
  IconPhone,
  IconPlus,
  IconStar,
  IconTag,
  IconUser,
} from '@tabler/icons-react'
import type { Target } from '../import-types.ts'
import { newFieldOf } from './target-choices.ts'

const icons: Readonly<Partial<Record<Target['field'], Icon>>> = {
  company: IconBuilding,
  'job-title': IconBriefcase,
  email: IconMail,
  phone: IconPhone,
  messenger: IconMessage,
  link: IconLink,
  birthday: IconCake,
  anniversary: IconCalendar,
  'created-at': IconCalendar,
  tags: IconTag,
  stage: IconArrowsSplit2,
  importance: IconStar,
  language: IconLanguage,
  notes: IconNote,
  'named-note': IconNote,
  'own-id': IconHash,
  uid: IconHash,
  'custom-field': IconForms,
  label: IconLabel,
  ignore: IconBan,
}

/** The small drawing beside what a column becomes. */
export const TargetIcon = ({ target }: { target: Target }) => {
  const { field } = target
  const isNew = field === 'custom-field' && newFieldOf(target) !== null
  const Drawn = isNew
    ? IconPlus
    : (icons[field] ?? (field.startsWith('address-') ? IconHome : IconUser))
  return <Drawn size={16} stroke={1.6} aria-hidden="true" />
}
