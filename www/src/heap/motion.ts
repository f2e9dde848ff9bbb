/** Moves what changed, for a moment, and lands exactly on the final frame. */

/** Called with 0 to 1, eased; always once with 1 at the end, also when the motion is cut short. */
export type Tween = (part: number) => void;

export interface Motion {
  /** Ends what is still moving, then moves these. No time = the final frame at once. */
  run(tweens: readonly Tween[], milliseconds: number): void;
  /** Everything is at its final frame. */
  finish(): void;
}

export interface Clock {
  now(): number;
  request(frame: () => void): number;
  cancel(request: number): void;
}

const browserClock: Clock = {
  now: () => performance.now(),
  request: (frame) => requestAnimationFrame(frame),
  cancel: (request) => cancelAnimationFrame(request),
};

export function createMotion(clock: Clock = browserClock): Motion {
  let moving: readonly Tween[] = [];
  let request = 0;

  function finish(): void {
    clock.cancel(request);
    const ending = moving;
    moving = [];
    for (const tween of ending) tween(1);
  }

  function run(tweens: readonly Tween[], milliseconds: number): void {
    finish();
    moving = tweens;
    if (milliseconds <= 0 || tweens.length === 0) {
      finish();
      return;
    }
    const began = clock.now();
    for (const tween of tweens) tween(0);
    const frame = () => {
      const part = (clock.now() - began) / milliseconds;
      if (part >= 1) {
        finish();
        return;
      }
      const eased = easeOut(part);
      for (const tween of moving) tween(eased);
      request = clock.request(frame);
    };
    request = clock.request(frame);
  }

  return { run, finish };
}

/** Fast at first, then settling: nothing bounces. */
export function easeOut(part: number): number {
  return 1 - (1 - part) ** 3;
}

export function between(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
