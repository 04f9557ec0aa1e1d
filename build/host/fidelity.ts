/**
 * Nothing here runs: the host stops compiling when a member drifts from electron.d.ts.
 * `on` and `once` answer `this` and cannot be compared; the objects that answers hold are compared by the members the station reads.
 */
import type * as Electron from 'electron';

import type { app } from './app.js';
import type { WebContents } from './contents.js';
import type { dialog } from './dialog.js';
import type { Menu } from './electron.js';
import type { ipcMain } from './ipc.js';
import type { contextBridgeOver } from './page/expose.js';
import type { IpcRenderer } from './page/renderer.js';
import type { protocol } from './protocol.js';
import type { safeStorage } from './safe.js';
import type { permissions, session } from './session.js';
import type { shell } from './shell.js';
import type { utilityProcess, UtilityProcess } from './utility.js';
import type { BrowserWindow } from './window.js';

/** Compiles when every named member of Mine could stand where Electron's stands. */
type Fits<Theirs, Names extends keyof Theirs, Mine extends Pick<Theirs, Names>> = [Theirs, Names, Mine];
type UtilityMembers = 'pid' | 'stdout' | 'stderr' | 'kill';
type ContentsMembers = 'id' | 'loadURL' | 'send' | 'reload' | 'forcefullyCrashRenderer' | 'printToPDF' | 'executeJavaScript' | 'getURL' | 'getTitle' | 'isDestroyed';
type WindowMembers = 'id' | 'loadURL' | 'close' | 'destroy' | 'isDestroyed' | 'reload' | 'show' | 'focus' | 'maximize' | 'minimize' | 'restore' | 'removeMenu' | 'getTitle';

export type App = Fits<Electron.App, 'whenReady' | 'isReady' | 'quit' | 'exit' | 'getPath' | 'setPath' | 'getAppPath' | 'getName' | 'setName' | 'getVersion' | 'getLocale'
  | 'enableSandbox' | 'isPackaged' | 'requestSingleInstanceLock' | 'hasSingleInstanceLock' | 'releaseSingleInstanceLock' | 'setAppUserModelId', typeof app>;
export type Contents = Fits<Electron.WebContents, ContentsMembers, WebContents>;
export type Window = Fits<Electron.BrowserWindow, WindowMembers, BrowserWindow>;
export type Dialog = Fits<Electron.Dialog, 'showOpenDialog' | 'showMessageBox' | 'showErrorBox', typeof dialog>;
export type IpcMain = Fits<Electron.IpcMain, 'handle' | 'removeHandler', typeof ipcMain>;
export type Shell = Fits<Electron.Shell, 'openExternal', typeof shell>;
export type Safe = Fits<Electron.SafeStorage, 'isEncryptionAvailable' | 'isAsyncEncryptionAvailable' | 'encryptString' | 'decryptString', typeof safeStorage>;
export type Utility = Fits<Electron.UtilityProcess, UtilityMembers, UtilityProcess>;
export type Bridge = Fits<Electron.ContextBridge, 'exposeInMainWorld', ReturnType<typeof contextBridgeOver>>;
export type Menus = Fits<typeof Electron.Menu, 'setApplicationMenu', typeof Menu>;
export type Renderer = Fits<Pick<Electron.IpcRenderer, 'invoke'>, 'invoke', Pick<IpcRenderer, 'invoke'>>;
/** The host's own kinds of answer and event stand for Electron's wide ones: the arguments are compared. */
export type Served = Fits<Electron.Protocol, 'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged', typeof protocol>;
export type Sessions = Fits<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler', typeof session.defaultSession>;
type Permission = Parameters<NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>>[1];
export type Asked<Names extends Permission = (typeof permissions)[number][0]> = Names;
export type Fork = Parameters<typeof utilityProcess.fork> extends Partial<Parameters<typeof Electron.utilityProcess.fork>> ? true : never;
