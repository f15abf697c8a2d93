// One forecast in a thread of its own: a back-test takes seconds, and MQTT and HTTP go on meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import type { ForecastRequest } from '@zerofab/contracts';
import { forecasted } from './forecast-answer.js';

parentPort?.postMessage(forecasted(workerData as ForecastRequest));
