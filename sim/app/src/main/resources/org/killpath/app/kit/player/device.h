/* The device of an ordering, and what stands around it. */
#ifndef KILLPATH_DEVICE_H
#define KILLPATH_DEVICE_H

#include "stage.h"

/* What one driver has of its own; negative results are -errno. */
struct driver {
	const char *path;	/* of the device */
	int rings;		/* virtqueues that get a ring */

	/* In the supervisor, before the owner: what the device needs around it. */
	int (*prepare)(struct stage *stage);

	/* In the owner, before it owns the device. */
	int (*open)(struct stage *stage);

	/* In the owner: the ioctls of the set-up that come before the start. */
	int (*before_start)(struct stage *stage);

	/* The ioctls after which the device handles packets. */
	int (*start)(struct stage *stage);

	/* A device ioctl that the drivers have each for themselves. */
	long (*request)(struct stage *stage, const struct step *step);

	/* In the supervisor: can something be sent? */
	bool (*reachable)(struct stage *stage);

	/* In a task apart: something comes from the host. */
	long (*send)(struct stage *stage);

	/* What the guest puts on a ring before it kicks. */
	void (*offer)(struct stage *stage, int vq, int packets);
};

extern const struct driver driver_vsock, driver_net, driver_scsi;

const struct driver *device_driver(const struct stage *stage);

/* In a process apart: its own descriptor of the device, which it has in the owner's place. */
void device_use(int descriptor);
int device_of(const struct stage *stage);

/* In the supervisor, before the owner. */
int device_prepare(struct stage *stage);

/* In the owner: opens the device, and what the plan says of the set-up. 0, or what failed. */
int device_open(struct stage *stage);
int device_set_owner(struct stage *stage);
int device_start(struct stage *stage);

/* In the owner: features, memory and rings, as a new owner has to say them. */
int device_set_rings(struct stage *stage);

/* SET_MEM_TABLE with all of the area. */
long device_set_memory(struct stage *stage);

/* Any ioctl of the plan: ioctls.c. */
long device_ioctl(struct stage *stage, const struct step *step);
/* Puts the message of an IOTLB step on the page on which the plan wants it. */
void device_put_message(const struct stage *stage, const struct step *step);
long device_iotlb(struct stage *stage, const struct step *step);
long device_kick(struct stage *stage, const struct step *step);

/* vsock, stranger.c: the guest puts packets for its connection on the ring. */
void guest_sends(struct stage *stage, int packets);

/* In a process of the host: the connection, or -errno. */
int stranger_connect(struct stage *stage);

/* The same, and it receives into a page of its own, which nobody serves. */
long stranger_receives(struct stage *stage, int page);

/* scsi: a LUN is linked to the portal group; and all that was made for it is gone again. */
long scsi_hot_plug(void);
void scsi_tidy(void);

/* The same of the portal group, which lasts from one ordering to the next; if nobody is stuck. */
void scsi_forget(void);

/* Before anybody is forked: descriptors and available rings. */
void device_fill_rings(struct stage *stage);

/* The words of a struct vhost_vring_addr behind its index; how many bytes. */
size_t device_ring_address(const struct stage *stage, int vq, uint32_t *rest);

/* One more buffer, or several, for the device. */
void device_make_available(struct stage *stage, int vq, int entries);
void device_descriptor(struct stage *stage, int vq, int index, const void *place, uint32_t length,
		       int flags, int next);

#define DESCRIPTOR_NEXT 1
#define DESCRIPTOR_WRITE 2

#endif
