import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { PersonName } from '#renderer/ui/person-name.tsx'
import classes from './suggestions.module.css'
import type { Decide, Namesake, Person } from './use-decide.ts'

const useEvidence = () => {
  const { t } = useTranslation('suggestions')
  const formats = useFormats()
  return ({ sent, received, lastAt }: Person): string =>
    [
      ...(sent > 0 ? [t('sent', { count: sent, number: formats.number(sent) })] : []),
      ...(received > 0
        ? [t('received', { count: received, number: formats.number(received) })]
        : []),
      t('last', { day: formats.day(formats.dayOf(lastAt)) }),
    ].join(' · ')
}

/** Several have the name: which of them it is. */
const WhichOne = ({
  namesakes,
  label,
  onPick,
}: {
  namesakes: readonly Namesake[]
  label: string
  onPick: (contact: Namesake) => void
}) => {
  const { t } = useTranslation('suggestions')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          data-first
          aria-label={label}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}
        >
          {t('addToWhich')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {namesakes.map((contact) => {
          const { id, name, companyName, email } = contact
          return (
            <Menu.Item key={id} onClick={() => onPick(contact)}>
              <PersonName displayName={name} />{' '}
              <span className={classes.apart}>
                {[companyName, email].filter((fact) => fact !== null).join(' · ')}
              </span>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

const Ways = ({ person, decide }: { person: Person; decide: Decide }) => {
  const { t } = useTranslation('suggestions')
  const [namesake, ...others] = person.namesakes
  const isKnown = namesake !== undefined
  const label = (words: string): string => `${words}: ${person.name}, ${person.address}`
  const addWords = t(isKnown ? 'addNew' : 'add')
  return (
    <span className={classes.ways}>
      <Button
        variant="transparent"
        aria-label={label(t('dismiss'))}
        onClick={() => void decide.dismiss(person)}
      >
        {t('dismiss')}
      </Button>
      <Button
        variant={isKnown ? 'transparent' : 'default'}
        aria-label={label(addWords)}
        data-first={isKnown ? undefined : true}
        onClick={() => void decide.add([person])}
      >
        {addWords}
      </Button>
      {isKnown && others.length === 0 && (
        <Button variant="default" data-first onClick={() => void decide.addTo(person, namesake)}>
          {t('addTo', { name: namesake.name })}
        </Button>
      )}
      {others.length > 0 && (
        <WhichOne
          namesakes={person.namesakes}
          label={label(t('addToWhich'))}
          onPick={(contact) => void decide.addTo(person, contact)}
        />
      )}
    </span>
  )
}

/** Somebody the owner writes to: who, how often, whether it may be somebody known, the ways. */
export const PersonLine = ({ person, decide }: { person: Person; decide: Decide }) => {
  const { t } = useTranslation('suggestions')
  const formats = useFormats()
  const evidence = useEvidence()
  const count = person.namesakes.length
  return (
    <li className={classes.person}>
      <Avatar name={person.name} />
      <div className={classes.who}>
        <div>
          <span className={classes.name}>
            <PersonName displayName={person.name} />
          </span>
          <span className={classes.address}>{person.address}</span>
        </div>
        <div className={classes.why}>
          {evidence(person)}{' '}
          {count > 0 && (
            <span className={classes.same}>
              {t('namesakes', { count, number: formats.number(count) })}
            </span>
          )}
        </div>
      </div>
      <Ways person={person} decide={decide} />
    </li>
  )
}
