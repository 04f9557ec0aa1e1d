/** A camera that does not give a picture: what happened, what to do, one button. */
import { StateMark } from '../../../parts/StateMark.js';
import { WayOut } from '../../../parts/WayOut.js';
import { useText } from '../../../text/language.js';

import classes from './PhotoStep.module.css';
import type { CameraFault } from './useCamera.js';

interface CameraTroubleProps {
  readonly fault: CameraFault;
  readonly detail: string;
  readonly onAgain: () => void;
}

export function CameraTrouble({ fault, detail, onAgain }: CameraTroubleProps) {
  const { t } = useText();
  return (
    <section className={classes['trouble']} role="alert" data-fault={`camera-${fault}`}>
      <h3><StateMark state="weak">{t(`enrolment.camera.${fault}.what`)}</StateMark></h3>
      <p>{t('enrolment.camera.dossier')} {t(`enrolment.camera.${fault}.now`)}</p>
      <WayOut onAct={onAgain}>{t('enrolment.camera.again')}</WayOut>
      <details>
        <summary>{t('faults.more')}</summary>
        <code>{detail}</code>
      </details>
    </section>
  );
}
