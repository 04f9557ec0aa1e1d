/** The three devices on the top line; a click tells what each is, and what to do when it is not there. */
import { Popover, UnstyledButton } from '@mantine/core';

import { StateMark } from '../parts/StateMark.js';
import { useCameras } from '../store/camera.js';
import { useStation } from '../store/session.js';
import { useText } from '../text/language.js';

import { deviceViews, type DeviceView } from './devices.js';
import classes from './TopLine.module.css';

export function Devices() {
  const devices = useStation('devices');
  const cameras = useCameras();
  return (
    <div className={classes['devices']}>
      {deviceViews(devices, cameras).map((device) => <Device key={device.name} device={device} />)}
    </div>
  );
}

function Device({ device }: { readonly device: DeviceView }) {
  const { t } = useText();
  return (
    <Popover position="bottom-end" withArrow={false} transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <UnstyledButton className={classes['button'] ?? ''} data-device={device.name} data-state={device.word}>
          <StateMark state={device.mark}>{t(`devices.${device.name}`)}</StateMark>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes['card']}>
          <StateMark state={device.mark}>{t(`devices.full.${device.name}`)}: {t(`devices.state.${device.word}`)}</StateMark>
          {device.identity !== null && (
            <p>{device.identity.make} {device.identity.model}{device.identity.serial !== '' && ` · ${t('devices.serial', { serial: device.identity.serial })}`}</p>
          )}
          {device.name === 'camera' && device.cameras > 0 && <p>{t('devices.cameraCount', { count: device.cameras })}</p>}
          {device.cardPresent && <p>{t('devices.cardPresent')}</p>}
          {device.adapter !== null && <p className={classes['quiet']}>{t('devices.adapter', { adapter: device.adapter })}</p>}
          {device.simulated && <p>{t('devices.simulated')}</p>}
          {device.fault !== null && <p>{t([`faults.${device.fault}.what`, 'faults.unknown.what'])} {t([`faults.${device.fault}.now`, 'faults.unknown.now'])}</p>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
