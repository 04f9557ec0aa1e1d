/** Fingerprints on their way from a scanner to the dossier: what is asked, what comes back, how good it is and why not better. */
import type { DeviceIdentity } from './capture.js';
import type { Finger, Slap } from './fingers.js';

/**
 * One of the 13 steps: 13, 14, 15 a flat slap (right four, left four, thumbs); 1–10 that finger rolled.
 * The law's order: 13, 14, 15, 1 … 10.
 */
export type FingerStep = Slap | Finger;

/** How a print came about. A flat one from a single-finger scanner is never called rolled. */
export type Impression = 'flat' | 'rolled';

/** Why a print is not better; each is a sentence for the person at the scanner. */
export const fingerCauses = ['dry', 'wet', 'too-light', 'too-hard', 'off-centre', 'rotated', 'moved', 'too-small', 'worn', 'not-a-finger'] as const;
export type FingerCause = (typeof fingerCauses)[number];

/** This project's own indicator, not NFIQ 2: from features that are measured in the picture. */
export interface FingerQuality {
  /** 0–100. */
  readonly score: number;
  /** Share of the expected contact area of that finger, 0–1 and more. */
  readonly area: number;
  /** Grey levels between ridges and valleys, 0–1. */
  readonly contrast: number;
  /** Of the ridges' direction, 0–1. */
  readonly coherence: number;
  /** −1 very dry … 0 … +1 very wet. */
  readonly moisture: number;
  /** −1 hardly touching … 0 … +1 pressed flat. */
  readonly pressure: number;
  readonly minutiae: number;
  /** Worst first; empty where nothing is to be done better. */
  readonly causes: readonly FingerCause[];
}

/** A finger's place in a picture: a rectangle turned about its middle. Pixels; degrees clockwise, fingertip up at 0. */
export interface FingerPlace {
  readonly finger: Finger;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

export interface StepRequest {
  readonly step: FingerStep;
  /** The fingers wanted now: a slap's without those excepted; of a single-finger scanner one of them at a time. */
  readonly asked: readonly Finger[];
  /** Fingers of the step that are not there, by the officer's word. */
  readonly missing: readonly Finger[];
  /** 4–50 of [A-Za-z0-9-]: one per dossier; the hash chain of a dossier runs over all its captures. */
  readonly transaction: string;
  /** Hex hash of the chain so far, or '' at its start. */
  readonly previousHash: string;
}

export interface CapturedPrint {
  readonly finger: Finger;
  readonly impression: Impression;
  /** ISO/IEC 19794-4:2011 record of one representation, 500 ppi, JPEG 2000 lossless, with its quality block. */
  readonly record: Uint8Array;
  /** This station's own indicator, for every device alike. */
  readonly quality: FingerQuality;
  /** 0–100 as the device gave it; null where it gives none. */
  readonly deviceQuality: number | null;
  /** PNG, at most 160 px wide. */
  readonly thumbnail: Uint8Array;
  /** Its minutiae in this station's own layout, for comparing; empty where they were not looked for. */
  readonly template: Uint8Array;
}

export type RatedPrint = Pick<CapturedPrint, 'finger' | 'impression' | 'template'>;

/** A dossier's prints from before the device process was started: of each finger, flat and rolled, the one that was taken last. */
export interface KnownPrints {
  readonly dossier: string;
  readonly prints: readonly RatedPrint[];
}

/** What seems wrong between the fingers of a dossier, or between two of the day's: warned of and named, never a block. */
export interface FingerWarning {
  readonly code: 'finger-duplicate' | 'finger-swapped' | 'wrong-hand';
  readonly finger: Finger;
  /** The finger that it looks like; of another dossier where `dossier` is set. */
  readonly like: Finger;
  readonly dossier: string | null;
  /** Likeness 0–1. */
  readonly score: number;
}

export interface StepCapture {
  readonly step: FingerStep;
  readonly prints: readonly CapturedPrint[];
  /** How many fingers the picture shows, asked for or not. */
  readonly seen: number;
  /** The whole picture as PNG with the places found in it, where the device gives one: the officer may drag them. */
  readonly slap: {
    readonly png: Uint8Array;
    readonly width: number;
    readonly height: number;
    readonly places: readonly FingerPlace[];
    /** Every finger of the step that is there: where it was found, else where it would lie by the others. Proposals, not prints. */
    readonly proposed?: readonly FingerPlace[];
    /** False: the names of the places are a guess, or nobody could look: the officer decides. */
    readonly isSure?: boolean;
  } | null;
  readonly device: DeviceIdentity;
  /** False for devices whose pictures are for demonstration and verification only. */
  readonly forRegistration: boolean;
  /** What seems wrong with the prints of this capture, as far as the station compares them. */
  readonly warnings?: readonly FingerWarning[];
  /** Hex hash of the chain after this capture; of devices without a chain of their own, the station's (same rule). */
  readonly hash: string;
}

/** What the live picture shows, told with each frame. */
export interface PreviewFrame {
  readonly jpeg: Uint8Array;
  /** null while it is not known. */
  readonly seen: number | null;
  /** The first thing to do better, or null. */
  readonly cause: FingerCause | null;
  /** Stable and good for some frames: a capture may be started by itself. */
  readonly ready: boolean;
}

/** Milliseconds that a capture waits for fingers at the longest, by the kind of scanner. */
export const longestCapture: Readonly<Record<ScannerOffer['kind'], number>> = { sbi: 40_000, uareu: 30_000, serial: 40_000, helper: 40_000 };

/** A scanner that is there, for the officer's choice. `key` is the same for the same device every day. */
export interface ScannerOffer {
  readonly key: string;
  readonly kind: 'sbi' | 'uareu' | 'serial' | 'helper';
  readonly identity: DeviceIdentity;
  /** `signed` by an anchor that was imported; `unsigned` says so itself (L0); `unknown` is signed by a stranger. */
  readonly trust: 'signed' | 'unsigned' | 'unknown';
  readonly takes: 'slaps' | 'single';
  readonly rolled: boolean;
  readonly forRegistration: boolean;
  /** Why its prints are not for registration, other than that it is made for demonstration: its glass is smaller than a finger's print has to be. */
  readonly unfit?: 'small-glass';
}
