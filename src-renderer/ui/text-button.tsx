import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import classes from './text-button.module.css'

interface Look {
  /** `text` for names and subjects, `quiet` for what few open, `inherit` in a coloured message. */
  readonly tone?: 'accent' | 'text' | 'quiet' | 'inherit'
  /** 13 px where the words around it are 14. */
  readonly isSmall?: boolean
  /** In the weight of names and labels. */
  readonly isStrong?: boolean
  /** Within a sentence, where colour alone would not tell it from the words around it. */
  readonly isUnderlined?: boolean
  /** What the place needs, never the look. */
  readonly className?: string | undefined
}

const dressed = <P extends Look>({
  tone = 'accent',
  isSmall,
  isStrong,
  isUnderlined,
  className,
  ...rest
}: P) => ({
  ...rest,
  className: className === undefined ? classes.act : `${classes.act} ${className}`,
  'data-tone': tone,
  'data-small': isSmall || undefined,
  'data-strong': isStrong || undefined,
  'data-underlined': isUnderlined || undefined,
})

/** An act that looks like words. */
export const TextButton = (props: Look & ComponentProps<'button'>) => (
  <button type="button" {...dressed(props)} />
)

const Anchor = (props: Look & ComponentProps<'a'>) => <a {...dressed(props)} />

/** A way to another page that looks like words: the router's link, dressed as `TextButton` is. */
export const TextLink = createLink(Anchor)
