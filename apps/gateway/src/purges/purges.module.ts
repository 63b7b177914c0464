import { Module } from '@nestjs/common';
import { Archiving } from './archiving.js';
import { CallPurge } from './call-purge.js';
import { ErasurePurge } from './erasure-purge.js';
import { ReceiptPurge } from './receipt-purge.js';
import { SupersededPurge } from './superseded-purge.js';

/** Periodically removes or archives data that is past its retention. */
@Module({ providers: [Archiving, CallPurge, ErasurePurge, ReceiptPurge, SupersededPurge] })
export class PurgesModule {}
