// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * pmclaim: a kernel module that claims the registers of QEMU's edu device, as any driver does that is bound while
 * somebody looks at its registers through /dev/mem: the kernel then takes those mappings away.
 */
#include <linux/module.h>
#include <linux/pci.h>

static int claim_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	int rc = pci_enable_device(dev);

	return rc ? rc : pci_request_regions(dev, "pmclaim");
}

static void claim_remove(struct pci_dev *dev)
{
	pci_release_regions(dev); /* it stays enabled: the tests go on with it */
}

static const struct pci_device_id claim_ids[] = { { PCI_DEVICE(0x1234, 0x11e8) }, {} };
static struct pci_driver claim = {
	.name = "pmclaim",
	.id_table = claim_ids,
	.probe = claim_probe,
	.remove = claim_remove,
};
module_pci_driver(claim);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("takes a device away from physmon's tests");
