import { ApiError } from './http';

/** An answer, or null where the server says that there is none yet (404). */
export const orNothing = async <T>(answer: Promise<T>): Promise<T | null> => {
  try {
    return await answer;
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 404) return null;
    throw failure;
  }
};
