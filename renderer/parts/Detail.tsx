/** Technical words for who asks about a fault, shown on a click. */
import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';

import { useText } from '../text/language.js';

import classes from './FaultCard.module.css';

export function Detail({ words }: { readonly words: string }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <UnstyledButton className={classes['more'] ?? ''} onClick={() => setOpen(!open)} aria-expanded={open}>
        <Chevron size="1em" aria-hidden /> {t('faults.more')}
      </UnstyledButton>
      <Collapse expanded={open} transitionDuration={0}>
        <code className={classes['detail']}>{words}</code>
      </Collapse>
    </>
  );
}
